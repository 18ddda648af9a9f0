"""Blocks of other people's pipelines. Each module needs the library it is named after."""
