"""The store is the only place that knows SQL: the library file, its tables, its journal."""
