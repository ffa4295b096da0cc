package dev.gatehouse.server.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.server.error.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts in sandboxes with a limit of two seconds and 16 MiB, two at once. */
class ScriptsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Scripts SCRIPTS = scripts(2, Duration.ofMillis(100));

    /** Calls what the script exports as {@code run}. */
    private static Scripts scripts(int concurrent, Duration waiting) {
        ScriptLimits limits = new ScriptLimits(Duration.ofSeconds(2), 256, concurrent, waiting);
        return new Scripts(
                limits, () -> NOW, List.of("gatehouse.adapters.run = (input, exported) => exported.run(input)"));
    }

    @BeforeAll
    static void warmUp() {
        run("exports.run = () => 1");
    }

    private static ScriptOutcome run(String code, SharedModule... modules) {
        return SCRIPTS.run(new ScriptCall("run", Script.module(code), List.of(modules), NullNode.instance));
    }

    private static JsonNode value(String code, SharedModule... modules) {
        ScriptOutcome outcome = run(code, modules);
        assertThat(outcome.error()).isNull();
        return Objects.requireNonNull(outcome.value());
    }

    private static ScriptError error(String code) {
        return Objects.requireNonNull(run(code).error(), "the script ended without an error");
    }

    private static void assertStillWorks() {
        assertThat(value("exports.run = () => 6 * 7").asInt()).isEqualTo(42);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            class A { #x = 1; get x() { return this.#x } static y = 2 } return new A().x + A.y            | 3
            const o = {a: {b: 1}}; return [o?.a?.b ?? 2, o.c?.d ?? 3]                                     | [1,3]
            const {a, ...rest} = {a: 1, b: 2, c: 3}; return rest                                          | {"b":2,"c":3}
            const all = []; for await (const x of (async function* () { yield 1; yield 2 })()) all.push(x); return all | [1,2]
            return [[3, 1, 2].toSorted(), [1, 2].at(-1), Object.groupBy([1, 2], (n) => n % 2 ? 'o' : 'e')] | [[1,2,3],2,{"o":[1],"e":[2]}]
            return (await Promise.allSettled([Promise.reject(new Error('x')), 1])).map((r) => r.status)    | ["rejected","fulfilled"]
            return /(?<year>\\d+)-\\p{L}/u.exec('1999-é').groups.year + 10n ** 20n                          | "1999100000000000000000000"
            await new Promise((done) => setTimeout(done, 20)); return 'waited'                            | "waited"
            let n = 0; await new Promise((done) => { const t = setInterval(() => { if (++n === 3) { clearInterval(t); done() } }, 2) }); return n | 3
            return new Date().toISOString()                                                               | "2026-01-02T03:04:05.000Z"
            return [btoa('hé'.slice(0, 1)), atob('aGk='), Buffer.from('é').toString('hex')]               | ["aA==","hi","c3a9"]
            return Buffer.from('__-_', 'base64url').toString('base64')                                    | "//+/"
            return require('crypto').createHash('sha256').update('a').update('bc').digest('hex')           | "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            return require('node:crypto').createHmac('sha1', 'key').update('data').digest('base64')        | "EEFSxb/coHvGM+69RhmfAlXJ9J0="
            return [crypto.randomUUID().length, require('crypto').randomBytes(3).length]                   | [36,3]
            const o = {d: new Date(0), m: new Map([[1, {x: 1}]])}; o.self = o; const c = structuredClone(o); return [c.self === c, c.m.get(1).x, c.d.getTime()] | [true,1,0]
            """)
    void speaksTheJavaScriptOfActions(String body, String expected) {
        assertThat(value("exports.run = async () => { " + body + " }")).hasToString(expected);
    }

    @Test
    void givesTheScriptItsInputAndItsModules() {
        ObjectNode secrets = JsonNodeFactory.instance.objectNode().put("KEY", "hidden");
        SharedModule greeting = new SharedModule(
                "greeting", "module.exports = {greet: (name) => `Hello ${name} ${actions.secrets.KEY}`}", secrets);
        ScriptOutcome outcome = SCRIPTS.run(new ScriptCall(
                "run",
                Script.module("const m = require('actions:greeting'); exports.run = (input) => m.greet(input.name)"),
                List.of(greeting),
                JsonNodeFactory.instance.objectNode().put("name", "Ann")));

        assertThat(outcome.value()).hasToString("\"Hello Ann hidden\"");
        assertThat(greeting).hasToString("SharedModule[greeting]");
    }

    @Test
    void keepsWhatTheConsoleWasGiven() {
        ScriptOutcome outcome = run("exports.run = () => { console.log('a %s %d', 'b', 2, {c: [1, 'x'], f() {}});"
                + " console.error(new TypeError('bad')); console.log(undefined, null, 1n, new Set([1])) }");

        assertThat(outcome.console()).startsWith("a b 2 { c: [ 1, 'x' ], f: [Function: f] }\nTypeError: bad\n");
        assertThat(outcome.console()).endsWith("undefined null 1n Set(1) { 1 }\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            exports.run = (event) => event.user.id        | TypeError: Cannot read properties of null (reading 'user')
            exports.run = () => { nothing() }             | ReferenceError: nothing is not defined
            exports.run = async () => { throw 'text' }    | Error: text
            exports.run = () => { class E extends Error { name = 'E' } throw new E('own') } | E: own
            exports.run = () => { const x = ; }           | SyntaxError: Unexpected token ';'
            exports.run = () => new Promise((_, reject) => setTimeout(() => reject(new RangeError('late')), 1)) | RangeError: late
            exports.run = () => { setTimeout(() => { throw new Error('in a timer') }, 1); return new Promise(() => {}) } | Error: in a timer
            exports.run = () => { const o = {}; o.o = o; return o } | TypeError: circular reference
            """)
    void endsWithTheErrorThatTheScriptThrew(String code, String expected) {
        ScriptError error = error(code);

        assertThat(error.name() + ": " + error.message()).isEqualTo(expected);
        assertThat(error.stack()).startsWith(expected).doesNotContain("function.mjs", ".java");
    }

    @Test
    void showsTheScriptsOwnLinesInAStack() {
        assertThat(error("exports.run = () => {\n  fail();\n};\nfunction fail() {\n  throw new Error('x');\n}")
                        .stack())
                .contains("script.js:5", "script.js:2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "for (;;) { try { throw 1 } catch {} }",
                "/^(a+)+$/.test('a'.repeat(40) + 'b')",
                "const loop = () => Promise.resolve().then(loop); await loop()",
                "setInterval(() => {}, 1); await new Promise(() => {})",
                "Array.from({length: 1e9}, () => 1).sort()",
                "'x'.repeat(1e6).split('').map((c) => c.repeat(2)).join('').replace(/(x*)*y/g, '')",
            })
    void stopsWhatDoesNotEnd(String body) {
        long started = System.nanoTime();
        ScriptOutcome outcome = run("exports.run = async () => { console.log('began'); " + body + " }");

        assertThat(Objects.requireNonNull(outcome.error()).message())
                .containsAnyOf(
                        "Script execution did not complete within 2 seconds. Execution was aborted.", "out of memory");
        assertThat(outcome.console()).isEqualTo("began\n");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        assertStillWorks();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const all = []; while (true) all.push(new Array(1e5).fill(1))",
                "const all = []; while (true) all.push(new Uint8Array(1 << 20))",
                "new ArrayBuffer(2 ** 31 - 1)",
                "let s = 'ab'; while (true) s += s + Math.random()",
                "const m = new Map(); for (let i = 0; ; i++) m.set('k' + i, {i, s: 'v'.repeat(1000)})",
            })
    void boundsMemory(String body) {
        assertThat(error("exports.run = async () => { " + body + " }").message())
                .containsAnyOf("memory", "string too long", "Invalid string length", "did not complete");
        assertStillWorks();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const f = () => f() + 1; f()",
                "const f = () => { try { return f() } catch { return f() } }; f()",
                "eval('['.repeat(1e5))",
                "JSON.parse('['.repeat(1e5))",
                "new Proxy({}, {get: (t, k, self) => self[k]}).x",
                "const o = {toString() { return `${this}` }}; String(o)",
                "new RegExp('('.repeat(1e5) + ')'.repeat(1e5))",
            })
    void boundsRecursion(String body) {
        assertThat(error("exports.run = async () => { " + body + " }").message())
                .containsAnyOf(
                        "Maximum call stack size exceeded", "stack overflow", "too many captures", "did not complete");
        assertStillWorks();
    }

    @Test
    void boundsWhatIsWritten() {
        ScriptOutcome flood =
                run("exports.run = () => { for (let i = 0; i < 1e5; i++) console.log('x'.repeat(1000)) }");
        assertThat(flood.console()).hasSizeLessThan(ScriptLimits.CONSOLE + 100).endsWith("… (cut off)\n");

        assertThat(error("exports.run = () => 'x'.repeat(3e6)").message())
                .isEqualTo("The value is larger than 1048576 bytes");
        assertThat(error("exports.run = () => new Array(2e5).fill(1)").message())
                .isEqualTo("The value is nested too deeply or has too many parts");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            typeof java_invoke                                                                   | undefined
            typeof Javy                                                                          | undefined
            typeof plugin                                                                        | undefined
            typeof Java + typeof Packages + typeof Polyglot + typeof std + typeof os              | undefinedundefinedundefinedundefinedundefined
            typeof globalThis.constructor.constructor('return globalThis')().java_invoke          | undefined
            typeof (async () => {}).constructor('return this')().then                             | function
            Object.keys(process.env).length + typeof process.binding + typeof process.mainModule  | 0undefinedundefined
            Reflect.ownKeys(globalThis).filter((key) => ['java_invoke', 'host', 'Javy'].includes(String(key))).length | 0
            Object.getOwnPropertyNames(gatehouse) + Object.isFrozen(gatehouse)                    | start,next,ticktrue
            """)
    void offersNothingOfTheHost(String expression, String expected) {
        assertThat(value("exports.run = () => String(" + expression + ")").asText())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            require('fs')                      | Cannot find module 'fs'
            require('node:child_process')      | Cannot find module 'node:child_process'
            require('http')                    | Cannot find module 'http'
            require('lodash')                  | Cannot find module 'lodash'
            require('actions:none')            | Cannot find module 'actions:none'
            require('constructor')             | Cannot find module 'constructor'
            await import('fs')                 | could not load module
            await fetch('http://127.0.0.1/')   | fetch is not available
            new WebSocket('ws://127.0.0.1')    | WebSocket is not defined
            gatehouse.start()                  | The script has started already
            """)
    void reachesNothingOutside(String expression, String message) {
        assertThat(error("exports.run = async () => { " + expression + " }").message())
                .contains(message);
    }

    @Test
    void startsAnewEachTime() {
        run(
                "Object.prototype.leak = 1; globalThis.leak = 2; JSON.stringify = () => 'forged'; Promise.prototype.then = null;"
                        + " Array.prototype.map = null; globalThis.console = null; exports.run = () => 1");

        assertThat(value("exports.run = () => [typeof leak, {}.leak ?? null, JSON.stringify(1), [1].map((x) => x)]"))
                .hasToString("[\"undefined\",null,\"1\",[1]]");
        assertThat(value("exports.run = () => Math.random()")).isNotEqualTo(value("exports.run = () => Math.random()"));
    }

    @Test
    void runsOnlySoManyAtOnce() throws Exception {
        List<CompletableFuture<ScriptOutcome>> running = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            running.add(CompletableFuture.supplyAsync(() -> run("exports.run = () => { while (true) {} }")));
        }
        Thread.sleep(500);

        assertThatThrownBy(() -> run("exports.run = () => 1"))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("Too many scripts are running.");
        for (CompletableFuture<ScriptOutcome> each : running) {
            assertThat(each.get().error()).isNotNull();
        }
        assertStillWorks();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            MODULE   | exports.onExecutePostLogin = async (event, api) => {};   | -
            MODULE   | return;                                                  | -
            MODULE   | ``                                                       | -
            MODULE   | exports.a = 1; const = 2;                                | SyntaxError: variable name expected (line 1)
            MODULE   | throw new Error('is not run'); while (true) {}           | -
            FUNCTION | function (user, context, callback) { callback(null) }    | -
            FUNCTION | async (user) => { await user } // note                   | -
            FUNCTION | function (user) { return 1 };                            | -
            FUNCTION | function (user, context, callback) { callback(null       | SyntaxError: Unexpected end of input (line 1)
            FUNCTION | const x = 1;                                             | SyntaxError: Unexpected token 'const' (line 1)
            """)
    void checksTheSyntaxWithoutRunning(Script.Form form, String code, String expected) {
        Script script = form == Script.Form.MODULE ? Script.module(code) : Script.function(code);
        assertThat(SCRIPTS.syntaxError(script).orElse(null)).isEqualTo(expected);
    }

    @Test
    void checksWhatIsMadeToBreakTheParser() {
        assertThat(SCRIPTS.syntaxError(Script.module("[".repeat(200_000)))).isPresent();
        assertThat(SCRIPTS.syntaxError(Script.module("a".repeat(1_000_000)))).isEmpty();
        assertStillWorks();
    }
}
