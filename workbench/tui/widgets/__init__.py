"""One file a widget; none of them reads a file or asks a machine."""
