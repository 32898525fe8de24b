"""The compilers that Django looks up by these names."""

from django.db.models.sql.compiler import SQLAggregateCompiler

from kechuang.platform.tenancy.compilers import ScopedDelete as SQLDeleteCompiler
from kechuang.platform.tenancy.compilers import ScopedInsert as SQLInsertCompiler
from kechuang.platform.tenancy.compilers import ScopedSelect as SQLCompiler
from kechuang.platform.tenancy.compilers import ScopedUpdate as SQLUpdateCompiler

__all__ = [
    "SQLAggregateCompiler",
    "SQLCompiler",
    "SQLDeleteCompiler",
    "SQLInsertCompiler",
    "SQLUpdateCompiler",
]
