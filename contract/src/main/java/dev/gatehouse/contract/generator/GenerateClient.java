package dev.gatehouse.contract.generator;

import com.palantir.javapoet.JavaFile;
import dev.gatehouse.contract.Contract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code GenerateClient FOLDER}: writes the client's generated sources below a folder. */
public final class GenerateClient {
    private GenerateClient() {}

    public static void main(String[] arguments) throws IOException {
        for (JavaFile file : generate(Contract.management())) {
            file.writeTo(Path.of(arguments[0]));
        }
    }

    /** Every file that the contract amounts to. */
    public static List<JavaFile> generate(Contract contract) {
        List<JavaFile> files = new ArrayList<>(new ModelGenerator(contract).generate());
        files.addAll(new QueryGenerator(contract).generate());
        files.add(OperationsGenerator.generate(contract));
        for (Flavor flavor : Flavor.values()) {
            files.addAll(new ManagerGenerator(contract, flavor).generate());
        }
        return files;
    }
}
