"""Lets LibreOffice accept and reject the tracked changes of each `*.tracked.docx` of a folder, and writes the texts
beside them: `*.accepted.txt`, `*.rejected.txt`; of each other DOCX its text."""

import pathlib
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

folder = pathlib.Path(sys.argv[1]).resolve()
pipe = f"kehoach-{folder.name}"
office = subprocess.Popen(
    ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    + [f"--accept=pipe,name={pipe};urp"],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)


def value(name, value):
    property = PropertyValue()
    property.Name, property.Value = name, value
    return property


def connected():
    own = uno.getComponentContext()
    resolver = own.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", own)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.25)
    sys.exit("LibreOffice does not answer")


context = connected()
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)


def settle(source, command, target):
    document = desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (value("Hidden", True),))
    if command:
        dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
    filter = (value("FilterName", "Text (encoded)"), value("FilterOptions", "UTF8,LF"))
    document.storeToURL((folder / target).as_uri(), filter)
    document.close(True)


for file in sorted(folder.glob("*.docx")):
    name = file.name.removesuffix(".docx")
    if name.endswith(".tracked"):
        name = name.removesuffix(".tracked")
        settle(file, "AcceptAllTrackedChanges", f"{name}.accepted.txt")
        settle(file, "RejectAllTrackedChanges", f"{name}.rejected.txt")
    else:
        settle(file, None, f"{name}.txt")
try:
    desktop.terminate()
except Exception:
    pass  # The connection ends with the program.
office.wait(timeout=60)
