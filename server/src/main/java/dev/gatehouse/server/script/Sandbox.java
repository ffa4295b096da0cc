package dev.gatehouse.server.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roastedroot.quickjs4j.core.Engine_ModuleExports;
import io.roastedroot.quickjs4j.core.JavyPluginModule;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasi.WasiOptions;
import run.endive.wasi.WasiPreview1;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.ValType;

/**
 * One QuickJS in a memory of its own. It sees the clock and random numbers through WASI, no directory, no arguments and no
 * environment; what it prints there is dropped. Its one way out is the function that {@code bridge.js} takes. A thread that
 * runs it stops at once when it is interrupted; after that, and after any exception, it must not be used again. Not
 * thread-safe.
 */
final class Sandbox {
    /** Who a call is for, what it is called and what it is given: address and length of each. */
    private static final FunctionType CALL = FunctionType.of(Collections.nCopies(6, ValType.I32), List.of(ValType.I32));

    private static final int MAX_NAME = 32;
    /** Bytes of the library are never aligned. */
    private static final int ALIGNMENT = 1;

    private final Memory memory;
    private final Engine_ModuleExports exports;
    private @Nullable HostCalls host;

    /**
     * @param pages how much memory it may have, in pages
     */
    Sandbox(int pages, InstantSource clock) {
        WasiPreview1 wasi = WasiPreview1.builder()
                .withOptions(WasiOptions.builder()
                        .withClock(clock.withZone(ZoneOffset.UTC))
                        .withStdin(InputStream.nullInputStream())
                        .withStdout(OutputStream.nullOutputStream())
                        .withStderr(OutputStream.nullOutputStream())
                        .build())
                .build();
        HostFunction invoke = new HostFunction("endive", "invoke", CALL, (instance, values) -> call(values));
        Instance instance = Instance.builder(JavyPluginModule.load())
                .withMachineFactory(JavyPluginModule::create)
                .withMemoryFactory(limits -> new ByteArrayMemory(new MemoryLimits(limits.initialPages(), pages)))
                .withImportValues(ImportValues.builder()
                        .addFunction(wasi.toHostFunctions())
                        .addFunction(invoke)
                        .build())
                .build();
        memory = instance.memory();
        exports = new Engine_ModuleExports(instance);
    }

    /** Makes it a QuickJS that has run nothing: to be called once, where no image is restored. */
    void initialize() {
        exports.initializeRuntime();
    }

    /** Who answers the calls of what runs from now on. */
    void answerBy(HostCalls calls) {
        host = calls;
    }

    int pages() {
        return memory.pages();
    }

    /** Everything it holds. */
    byte[] copy() {
        return memory.readBytes(0, memory.pages() * ScriptLimits.PAGE);
    }

    /** Makes it what another one was when it was copied. */
    void restore(byte[] copy) {
        int missing = copy.length / ScriptLimits.PAGE - memory.pages();
        if (missing > 0) {
            memory.grow(missing);
        }
        memory.write(0, copy);
    }

    /**
     * Compiles a script of the server's own; what the tenant wrote is compiled by such a script.
     *
     * @return what {@link #run(int)} takes
     */
    int compile(String source) {
        byte[] bytes = source.getBytes(UTF_8);
        int address = write(bytes);
        int compiled = exports.compileSrc(address, bytes.length);
        exports.abiFree(address, bytes.length, ALIGNMENT);
        return compiled;
    }

    /** Runs what was compiled, and then what it left to be done as soon as it ended. */
    void run(int compiled) {
        exports.eval(memory.readInt(compiled), memory.readInt(compiled + Integer.BYTES), 0, 0);
    }

    private int write(byte[] bytes) {
        int address = exports.cabiRealloc(0, 0, ALIGNMENT, bytes.length);
        memory.write(address, bytes);
        return address;
    }

    private long[] call(long... values) {
        byte[] answer = answer((int) values[2], (int) values[3], (int) values[4], (int) values[5]);
        int address = write(answer);
        int pair = exports.cabiRealloc(0, 0, ALIGNMENT, 2 * Integer.BYTES);
        memory.writeI32(pair, address);
        memory.writeI32(pair + Integer.BYTES, answer.length);
        return new long[] {pair};
    }

    /** Lengths are looked at before anything is read: what is read becomes memory of the server. */
    private byte[] answer(int name, int nameLength, int argument, int argumentLength) {
        if (nameLength < 0 || nameLength > MAX_NAME || argumentLength < 0 || argumentLength > ScriptLimits.ARGUMENT) {
            return HostCalls.tooLarge();
        }
        return Objects.requireNonNull(host)
                .answer(
                        new String(memory.readBytes(name, nameLength), UTF_8),
                        memory.readBytes(argument, argumentLength));
    }
}
