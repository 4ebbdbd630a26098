"""Pictures: numbers for SVG templates. They know shapes, and nothing of what these stand for.

Each module draws one kind of picture, for the template of its name in templates/charts/. No
coordinate is worked out in a template, and none depends on Django.
"""
