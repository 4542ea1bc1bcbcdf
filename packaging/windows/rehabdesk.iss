; The installer for Windows, made with Inno Setup 6: iscc /DVersion=0.1.0 packaging\windows\rehabdesk.iss
; It needs no administrator: the program is installed for the person who runs it.
#ifndef Version
  #error Give the version: /DVersion=0.1.0
#endif
#define Root "..\.."

[Setup]
AppId={{6B6E5D0C-3C1B-4E0B-9B55-0F2B8F0C7A11}
AppName=RehabDesk
AppVersion={#Version}
AppPublisher=The RehabDesk authors
DefaultDirName={autopf}\RehabDesk
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile={#Root}\LICENSE
SetupIconFile={#Root}\build\collected\rehabdesk.ico
UninstallDisplayIcon={app}\rehabdesk-gui.exe
OutputDir={#Root}\dist
OutputBaseFilename=rehabdesk-{#Version}-setup
Compression=lzma2
SolidCompression=yes
ChangesAssociations=yes
WizardStyle=modern

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"
Name: "german"; MessagesFile: "compiler:Languages\German.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "{#Root}\dist\rehabdesk\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion
Source: "{#Root}\build\collected\diary.ico"; DestDir: "{app}"
Source: "{#Root}\build\collected\plan.ico"; DestDir: "{app}"
Source: "{#Root}\build\collected\copyright"; DestDir: "{app}"; DestName: "licences.txt"
Source: "{#Root}\dist\rehabdesk.cdx.json"; DestDir: "{app}"

[InstallDelete]
; What an earlier version had and this one has not.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\RehabDesk"; Filename: "{app}\rehabdesk-gui.exe"
Name: "{autodesktop}\RehabDesk"; Filename: "{app}\rehabdesk-gui.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.rehab"; ValueType: string; ValueData: "RehabDesk.Diary"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\RehabDesk.Diary"; ValueType: string; ValueData: "RehabDesk diary"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\RehabDesk.Diary\DefaultIcon"; ValueType: string; ValueData: "{app}\diary.ico"
Root: HKA; Subkey: "Software\Classes\RehabDesk.Diary\shell\open\command"; ValueType: string; ValueData: """{app}\rehabdesk-gui.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.rehabplan"; ValueType: string; ValueData: "RehabDesk.Plan"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\RehabDesk.Plan"; ValueType: string; ValueData: "RehabDesk plan"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\RehabDesk.Plan\DefaultIcon"; ValueType: string; ValueData: "{app}\plan.ico"
Root: HKA; Subkey: "Software\Classes\RehabDesk.Plan\shell\open\command"; ValueType: string; ValueData: """{app}\rehabdesk-gui.exe"" ""%1"""

[Run]
Filename: "{app}\rehabdesk-gui.exe"; Description: "{cm:LaunchProgram,RehabDesk}"; Flags: nowait postinstall skipifsilent
