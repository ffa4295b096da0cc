@echo off
rem Finds Java, builds Gatehouse where it has not been built, and runs the command, which is dev.gatehouse.cli.Main.
rem The same file is bin\gatehouse.cmd of the distribution, where there is nothing to build.
setlocal
set "place=%~dp0"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"

"%java%" -version >nul 2>&1
if errorlevel 1 (
  echo gatehouse: there is no %java%. Install a JDK, 17 or newer, and put it on the path or name it in JAVA_HOME. 1>&2
  exit /b 2
)

if exist "%place%..\gatehouse-cli.jar" (
  set "cli=%place%..\gatehouse-cli.jar"
  goto run
)
set "cli=%place%cli\target\gatehouse-cli.jar"
if exist "%cli%" goto run

set "usage=%place%cli\src\main\usage"
if "%~1"=="" goto help
if "%~1"=="help" goto help
if "%~1"=="--help" goto help
if "%~1"=="-h" goto help
if not exist "%usage%\%~1.txt" (
  echo gatehouse: Unknown command: '%~1'. See gatehouse --help. 1>&2
  exit /b 2
)
if "%~2"=="--help" (
  type "%usage%\%~1.txt"
  exit /b 0
)

echo Building Gatehouse, which takes a minute or two at the first use. 1>&2
pushd "%place%"
call mvnw.cmd -B -q -Dquick -Dmaven.test.skip=true -Dassembly.skipAssembly=true -pl cli -am package
set "status=%errorlevel%"
popd
if not "%status%"=="0" (
  echo gatehouse: the build failed. 1>&2
  exit /b 1
)

:run
if "%~1"=="" (
  "%java%" -XX:+UseSerialGC -jar "%cli%" --help
  exit /b
)
"%java%" -XX:+UseSerialGC -Xmx384m %GATEHOUSE_JAVA_OPTIONS% -jar "%cli%" %*
exit /b %errorlevel%

:help
type "%usage%\gatehouse.txt"
exit /b 0
