"""Everything that knows MkDocs: the plugin, generated pages, building and serving."""
