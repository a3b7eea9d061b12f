"""From the documents that people really have to content: one room for each kind of file and each step."""
