"""What lies around a library: marks of programs that synchronise its folder with other machines."""

from pathlib import Path

_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".stversions": "Syncthing",
    ".sync": "Resilio Sync",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
    ".849c9593-d756-4e56-8d6e-42412f2a707b": "OneDrive",
}
"""Files and folders that such a program leaves at the top of what it synchronises."""

_PATTERNS = {".sync_*.db": "Nextcloud", "._sync_*.db": "Nextcloud", ".owncloud_*": "ownCloud"}
_FOLDERS = {
    "com~apple~clouddocs": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "nextcloud": "Nextcloud",
}
"""How such programs call their folder; those of OneDrive go on with the name of the organisation."""


def synchronised_by(library: Path) -> str:
    """The program that synchronises the folder of a library; empty if none is known to."""
    for folder in library.absolute().parents:
        name = folder.name.casefold()
        for known, service in _FOLDERS.items():
            if name == known or (service == "OneDrive" and name.startswith("onedrive - ")):
                return service
        try:
            for mark, service in _MARKS.items():
                if (folder / mark).exists():
                    return service
            for pattern, service in _PATTERNS.items():
                if next(folder.glob(pattern), None) is not None:
                    return service
        except OSError:
            continue  # a folder that may not be looked into
    return ""
