"""The expression language of the packs: grammar, syntax tree, checks and the exact scalar reader."""
