package dev.gatehouse.contract.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.concurrent.CompletableFuture;

/** The two forms of every method: synchronous, and asynchronous with a {@link CompletableFuture}. */
enum CallStyle {
    SYNC("", "Managers") {
        @Override
        TypeName declaredType(TypeName returnType) {
            return returnType.equals(ClassName.get(Void.class)) ? TypeName.VOID : returnType;
        }

        @Override
        CodeBlock statement(TypeName returnType, CodeBlock future) {
            CodeBlock awaited = CodeBlock.of("$T.await($L)", FUTURES, future);
            return returnType.equals(ClassName.get(Void.class)) ? awaited : CodeBlock.of("return $L", awaited);
        }
    },
    ASYNC("Async", "AsyncManagers") {
        @Override
        TypeName declaredType(TypeName returnType) {
            return ParameterizedTypeName.get(ClassName.get(CompletableFuture.class), returnType);
        }

        @Override
        CodeBlock statement(TypeName returnType, CodeBlock future) {
            return CodeBlock.of("return $L", future);
        }
    };

    private static final ClassName FUTURES = ClassName.get(Names.CLIENT + ".async", "Futures");

    private final String prefix;
    private final String managersClass;

    CallStyle(String prefix, String managersClass) {
        this.prefix = prefix;
        this.managersClass = managersClass;
    }

    /** The class of a manager, as in {@code RolesManager}. */
    ClassName manager(String name) {
        return ClassName.get(Names.MANAGER, prefix + Names.type(name) + "Manager");
    }

    /** The class that has all managers and the flat methods. */
    ClassName managers() {
        return ClassName.get(Names.MANAGER, managersClass);
    }

    abstract TypeName declaredType(TypeName returnType);

    abstract CodeBlock statement(TypeName returnType, CodeBlock future);
}
