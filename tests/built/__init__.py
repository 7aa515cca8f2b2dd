"""Whether the folder that `make build` made is what people can carry: what is in it, how large it is, and that it runs."""
