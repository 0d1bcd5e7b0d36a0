@echo off
rem Sets up what is missing and starts Lumbar on Windows. See ./start, which does the same elsewhere.
setlocal
set "HERE=%~dp0"
set "VENV=%HERE%.venv"
set "PY=%VENV%\Scripts\python.exe"
set "ORIGIN=%TEMP%\lumbar-origin"
"%PY%" -c "" >nul 2>nul && goto install
if exist "%VENV%" rmdir /s /q "%VENV%"
where py >nul 2>nul && (set "FOUND=py -3") || (set "FOUND=python")
%FOUND% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if errorlevel 1 (
  echo lumbar: Python 3.11 or newer is missing. Install it from python.org, then run this again. 1>&2
  exit /b 1
)
echo Making .venv ... 1>&2
%FOUND% -m venv "%VENV%" || exit /b 1
:install
rem What is installed is written down with what it was installed from, so that the second run costs nothing.
copy /b /y "%HERE%pyproject.toml" + "%HERE%setup\constraints.txt" "%ORIGIN%" >nul
fc /b "%VENV%\.lumbar-core" "%ORIGIN%" >nul 2>nul && goto run
echo Installing what Lumbar needs; this takes a minute the first time ... 1>&2
"%PY%" -m pip install --quiet --disable-pip-version-check --constraint "%HERE%setup\constraints.txt" --editable "%HERE%." || exit /b 1
copy /b /y "%ORIGIN%" "%VENV%\.lumbar-core" >nul
:run
if "%~1"=="" goto serve
if "%~1"=="serve" goto serve
if "%~1"=="setup" goto setup
"%PY%" -m lumbar %*
exit /b %errorlevel%
:serve
call :web
if "%~1"=="" ("%PY%" -m lumbar serve) else ("%PY%" -m lumbar %*)
exit /b %errorlevel%
:setup
call :web
"%PY%" -m pip install --quiet --disable-pip-version-check --constraint "%HERE%setup\constraints.txt" --editable "%HERE%.[video]" || echo lumbar: video could not be set up here; everything but video works without it. 1>&2
exit /b 0
:web
"%PY%" "%HERE%setup\web_assets.py" || echo lumbar: web could not be set up here; every page works without it, only plainer. 1>&2
exit /b 0
