"""A diary as a FHIR R4 bundle, for the record systems of clinics.

`elements` has the data types, `codes` the codes of other systems, `pain`, `plans`, `sessions` and
`measures` turn records into resources, `exporting` puts them together. See `docs/formats.md`.
"""
