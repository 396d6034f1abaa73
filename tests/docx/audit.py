"""Holds each DOCX of a folder against openxml-audit's schemas and rules, and prints what it finds."""

import pathlib
import sys

from openxml_audit import FileFormat, OpenXmlValidator

found = False
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.docx")):
    for version in [FileFormat.OFFICE_2019, FileFormat.MICROSOFT_365]:
        # One for each file: what a validator remembers of one it takes for another's (0.8.0).
        validator = OpenXmlValidator(version, max_errors=0, security_validation=True, strict=True)
        result = validator.validate(path)
        for error in result.errors:
            print(path.name, version.name, error)
        found = found or bool(result.errors) or not result.is_valid
sys.exit(found)
