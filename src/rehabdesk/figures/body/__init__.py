"""The drawings of the lower body behind the body map: data in, outlines and hits out.

Lengths are centimetres of a 175 cm adult. `docs/body_map.md` describes the files and the frame of
reference.
"""
