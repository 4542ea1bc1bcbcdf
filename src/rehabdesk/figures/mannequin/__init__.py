"""The drawn figure that shows an exercise: skeleton, flesh, props and camera, without Qt.

`Figure` (in `figure`) turns a description of `resources/figures/` into a `FigureDrawing`, a list of
shapes with colour roles that the screen, the paper and the animation paint alike.
"""
