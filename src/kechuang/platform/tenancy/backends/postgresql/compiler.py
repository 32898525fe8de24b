"""The compilers that Django looks up by these names."""

from django.db.backends.postgresql import compiler
from django.db.models.sql.compiler import SQLAggregateCompiler

from kechuang.platform.tenancy.compilers import ScopedDelete as SQLDeleteCompiler
from kechuang.platform.tenancy.compilers import ScopedInsert, ScopedSelect
from kechuang.platform.tenancy.compilers import ScopedUpdate as SQLUpdateCompiler

__all__ = [
    "SQLAggregateCompiler",
    "SQLCompiler",
    "SQLDeleteCompiler",
    "SQLInsertCompiler",
    "SQLUpdateCompiler",
]


class SQLCompiler(ScopedSelect, compiler.SQLCompiler):
    pass


class SQLInsertCompiler(ScopedInsert, compiler.SQLInsertCompiler):
    pass
