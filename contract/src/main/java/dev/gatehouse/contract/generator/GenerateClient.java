package dev.gatehouse.contract.generator;

import com.palantir.javapoet.JavaFile;
import dev.gatehouse.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code GenerateClient FOLDER VERSION}: writes the generated sources of that version of the client below a folder. */
public final class GenerateClient {
    private static final Map<String, String> PACKAGES = Map.of(
            Names.MODEL, "The bodies of requests and responses, as typed views over JSON, and query parameters.",
            Names.MANAGER,
                    "The operations of the API: one synchronous and one asynchronous manager for each resource.");

    private static final String CLIENT = "dev.gatehouse.client";

    private GenerateClient() {}

    /** Writes every file whose content has changed. */
    public static void main(String[] arguments) throws IOException {
        SortedMap<String, String> sources = generate(Contract.management().forClient());
        sources.put(path(CLIENT, "Version"), version(arguments[1]));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = Path.of(arguments[0], source.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(source.getValue())) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.getValue());
            }
        }
    }

    /** Every generated file: its path below the folder, and its content. */
    public static SortedMap<String, String> generate(Contract contract) {
        List<JavaFile> files = new ArrayList<>(new ModelGenerator(contract).generate());
        files.addAll(new QueryGenerator(contract).generate());
        files.add(OperationsGenerator.generate(contract));
        for (CallStyle style : CallStyle.values()) {
            files.addAll(new ManagerGenerator(contract, style).generate());
        }
        SortedMap<String, String> sources = new TreeMap<>();
        files.forEach(
                file -> sources.put(path(file.packageName(), file.typeSpec().name()), file.toString()));
        PACKAGES.forEach((name, purpose) -> sources.put(path(name, "package-info"), packageInfo(name, purpose)));
        return sources;
    }

    private static String path(String packageName, String file) {
        return packageName.replace('.', '/') + "/" + file + ".java";
    }

    /** A class, since neither modules nor native images can read the version from the manifest. */
    private static String version(String version) {
        return "package " + CLIENT + ";\n\n/** The version of this client. */\nfinal class Version {\n"
                + "    static final String TEXT = \"" + version + "\";\n\n    private Version() {}\n}\n";
    }

    private static String packageInfo(String name, String purpose) {
        return "/** " + purpose + " */\n@NullMarked\npackage " + name
                + ";\n\nimport org.jspecify.annotations.NullMarked;\n";
    }
}
