"""The pure geometry of body and mannequin: numbers in, outlines out."""
