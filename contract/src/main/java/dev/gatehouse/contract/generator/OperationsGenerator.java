package dev.gatehouse.contract.generator;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Operation;
import javax.lang.model.element.Modifier;

/** One constant an operation. */
final class OperationsGenerator {
    private OperationsGenerator() {}

    static JavaFile generate(Contract contract) {
        TypeSpec.Builder type = TypeSpec.classBuilder(Names.OPERATIONS)
                .addModifiers(Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        for (Operation operation : contract.operations()) {
            type.addField(FieldSpec.builder(Names.OPERATION, Names.constant(operation.id()))
                    .addModifiers(Modifier.STATIC, Modifier.FINAL)
                    .initializer(
                            "new $T($S, $S, $S, $S, $S, $S)",
                            Names.OPERATION,
                            operation.id(),
                            operation.method(),
                            operation.path(),
                            operation.page() == null ? "" : operation.page().items(),
                            operation.page() == null ? "" : operation.page().id(),
                            operation.file())
                    .build());
        }
        return Names.file(Names.MANAGER, type.build());
    }
}
