"""One file for each family of commands that `cli` reads only when one of them is asked for."""
