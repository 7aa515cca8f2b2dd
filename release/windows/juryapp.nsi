; The installer for Windows: for one user, without an administrator's rights. `make installer` compiles it (NSIS 3).
; FOLDER: the built folder; VERSION; OUT: the file to make. One folder is installed, and nothing unpacks itself when it is started.

Unicode true
Name "Juryapp ${VERSION}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Juryapp"
InstallDirRegKey HKCU "Software\Juryapp" "Folder"
SetCompressor /SOLID lzma
Icon "juryapp.ico"
UninstallIcon "juryapp.ico"

!include "FileFunc.nsh"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Juryapp"

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

LoadLanguageFile "${NSISDIR}\Contrib\Language files\Indonesian.nlf"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\English.nlf"
LangString RUNS ${LANG_INDONESIAN} "Juryapp sedang berjalan: tutup dahulu, lalu coba lagi."
LangString RUNS ${LANG_ENGLISH} "Juryapp is running: close it first, then try again."
LangString OTHER ${LANG_INDONESIAN} "Folder ini berisi sesuatu yang bukan Juryapp: pilih folder lain."
LangString OTHER ${LANG_ENGLISH} "This folder holds something that is not Juryapp: choose another one."

!macro type ENDING NAME
  WriteRegStr HKCU "Software\Classes\.${ENDING}" "" "Juryapp.${ENDING}"
  WriteRegStr HKCU "Software\Classes\Juryapp.${ENDING}" "" "${NAME}"
  WriteRegStr HKCU "Software\Classes\Juryapp.${ENDING}\DefaultIcon" "" "$INSTDIR\juryapp.ico"
  WriteRegStr HKCU "Software\Classes\Juryapp.${ENDING}\shell\open\command" "" '"$INSTDIR\juryapp.exe" "%1"'
!macroend

; A program that runs keeps its file open: it can't be opened for writing then.
!macro refuse_while_it_runs
  IfFileExists "$INSTDIR\juryapp.exe" 0 +7
  ClearErrors
  FileOpen $0 "$INSTDIR\juryapp.exe" a
  IfErrors 0 +3
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(RUNS)" /SD IDOK
    Abort
  FileClose $0
!macroend

Section "Juryapp"
  ; a folder with something else in it is left alone: an uninstaller would take that away as well
  IfFileExists "$INSTDIR\juryapp.exe" ours
  IfFileExists "$INSTDIR\*.*" 0 ours
    ${DirState} "$INSTDIR" $0
    IntCmp $0 1 0 ours ours
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(OTHER)" /SD IDOK
    Abort
  ours:
  !insertmacro refuse_while_it_runs
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*.*"
  File "juryapp.ico"
  WriteRegStr HKCU "Software\Juryapp" "Folder" "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Juryapp.lnk" "$INSTDIR\juryapp.exe" "" "$INSTDIR\juryapp.ico"
  !insertmacro type jury "Juryapp event"
  !insertmacro type jurypack "Juryapp package"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Juryapp"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\juryapp.ico"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

; Events and this laptop's data stay: they lie elsewhere.
Section "Uninstall"
  !insertmacro refuse_while_it_runs
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\juryapp.exe"
  Delete "$INSTDIR\juryapp.ico"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Juryapp.lnk"
  DeleteRegKey HKCU "Software\Classes\Juryapp.jury"
  DeleteRegKey HKCU "Software\Classes\Juryapp.jurypack"
  DeleteRegKey HKCU "Software\Classes\.jury"
  DeleteRegKey HKCU "Software\Classes\.jurypack"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Juryapp"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
