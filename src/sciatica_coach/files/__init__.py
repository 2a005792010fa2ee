"""The disk: where things are, YAML files read to nodes, the library, and the journal."""
