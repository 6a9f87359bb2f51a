from .b import B; A = "A" + B; print("pkg.a", __package__)
