"""Small LightGBM models of every kind, with LightGBM's own answers to rows chosen to be hard."""
