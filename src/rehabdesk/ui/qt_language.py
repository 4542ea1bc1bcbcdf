"""Qt's own texts (file dialogs, context menus, key names) in the program's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_NAME = "qt texts"


def install_qt_translations(app: QCoreApplication, language: str) -> bool:
    """Let Qt speak a language, in place of one that was installed here before.

    Args:
        app: The application; it owns the translator.
        language: A language tag; Qt's English is used for one that Qt does not know.

    Returns:
        Whether Qt's texts for this language were found. A bundle may come without them; then
        Qt's own dialogs stay English and everything else works.
    """
    for old in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(app)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load(QLocale(language), "qtbase", "_", folder):
        translator.deleteLater()
        return False
    return app.installTranslator(translator)
