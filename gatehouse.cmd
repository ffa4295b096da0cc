@echo off
rem Finds Java, builds Gatehouse where it has not been built, and runs the command, which is dev.gatehouse.cli.Main.
rem The same file is bin\gatehouse.cmd of the distribution, where there is nothing to build.
rem There are no blocks in parentheses, since a path as in "Program Files (x86)" would end them, and what is not known
rem beforehand is printed by delayed expansion only, since an "&" in it would begin a command.
setlocal DisableDelayedExpansion
set "place=%~dp0"
set "first=%~1"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME:"=%\bin\java"
if exist "%place%..\gatehouse-cli.jar" goto distribution
set "cli=%place%cli\target\gatehouse-cli.jar"
if exist "%cli%" goto run

rem What needs no build, as in the other launcher.
set "usage=%place%cli\src\main\usage"
if not defined first goto help
if "%first%"=="help" goto help
if "%first%"=="--help" goto help
if "%first%"=="-h" goto help
if "%first%"=="--version" goto print_version
if "%first%"=="-V" goto print_version
if "%first:~0,1%"=="-" goto unknown_option
if not exist "%usage%\%first%.txt" goto unknown_command
set "text=%usage%\%first%.txt"
if "%~2"=="--help" goto command_help
if "%~2"=="-h" goto command_help
if "%~2"=="" goto build
if exist "%usage%\%first%-%~2.txt" set "text=%usage%\%first%-%~2.txt"
if "%~3"=="--help" goto command_help
if "%~3"=="-h" goto command_help

:build
call :find_java
if errorlevel 1 exit /b 2
"%java%c" -version >nul 2>&1
if errorlevel 1 goto no_compiler
echo Building Gatehouse, which takes a minute or two at the first use. 1>&2
pushd "%place%"
call mvnw.cmd -B -q -Dquick -Dmaven.test.skip=true -Dassembly.skipAssembly=true -pl cli -am package
set "status=%errorlevel%"
popd
if "%status%"=="0" goto run_built
echo gatehouse: the build failed. 1>&2
exit /b 1

:distribution
set "cli=%place%..\gatehouse-cli.jar"

:run
call :find_java
if errorlevel 1 exit /b 2

:run_built
if not defined first goto run_help
if "%first%"=="help" goto run_help
"%java%" -XX:+UseSerialGC -Xmx384m --enable-native-access=ALL-UNNAMED %GATEHOUSE_JAVA_OPTIONS% -jar "%cli%" %*
exit /b %errorlevel%

:run_help
"%java%" -XX:+UseSerialGC -jar "%cli%" --help
exit /b %errorlevel%

:help
type "%usage%\gatehouse.txt"
exit /b 0

:command_help
type "%text%"
exit /b 0

:print_version
set "version="
for /f "usebackq tokens=1-3 delims=<>" %%a in ("%place%pom.xml") do if "%%b"=="version" if not defined version set "version=%%c"
echo Gatehouse %version%
exit /b 0

:unknown_option
setlocal EnableDelayedExpansion
echo gatehouse: Unknown option: '!first!'. See gatehouse --help. 1>&2
exit /b 2

:unknown_command
setlocal EnableDelayedExpansion
echo gatehouse: Unknown command: '!first!'. See gatehouse --help. 1>&2
exit /b 2

:no_compiler
setlocal EnableDelayedExpansion
echo gatehouse: !java! is a Java runtime only, and the first use needs its compiler. Install a JDK, or name one in JAVA_HOME. 1>&2
exit /b 2

:find_java
rem An option that Java has since 17.
"%java%" --enable-native-access=ALL-UNNAMED -version >nul 2>&1
if not errorlevel 1 exit /b 0
setlocal EnableDelayedExpansion
"!java!" -version >nul 2>&1
if errorlevel 1 goto no_java
echo gatehouse: !java! is too old, and Gatehouse needs Java 17 or newer. Name another JDK in JAVA_HOME. 1>&2
exit /b 1

:no_java
echo gatehouse: there is no !java!. Install a JDK, 17 or newer, and put it on the path or name it in JAVA_HOME. 1>&2
exit /b 1
