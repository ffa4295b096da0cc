package dev.gatehouse.contract.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.concurrent.CompletableFuture;

/** The two forms of every method: one waits for its answer, the other answers with a future. */
enum Flavor {
    WAITING("", "Managers") {
        @Override
        TypeName result(TypeName answer) {
            return answer.equals(ClassName.get(Void.class)) ? TypeName.VOID : answer;
        }

        @Override
        CodeBlock statement(TypeName answer, CodeBlock future) {
            CodeBlock awaited = CodeBlock.of("$T.await($L)", FUTURES, future);
            return answer.equals(ClassName.get(Void.class)) ? awaited : CodeBlock.of("return $L", awaited);
        }
    },
    ASYNC("Async", "AsyncManagers") {
        @Override
        TypeName result(TypeName answer) {
            return ParameterizedTypeName.get(ClassName.get(CompletableFuture.class), answer);
        }

        @Override
        CodeBlock statement(TypeName answer, CodeBlock future) {
            return CodeBlock.of("return $L", future);
        }
    };

    private static final ClassName FUTURES = ClassName.get(Names.CLIENT + ".async", "Futures");

    private final String prefix;
    private final String base;

    Flavor(String prefix, String base) {
        this.prefix = prefix;
        this.base = base;
    }

    /** The class of a manager, as in {@code RolesManager}. */
    ClassName manager(String name) {
        return ClassName.get(Names.MANAGER, prefix + Names.type(name) + "Manager");
    }

    /** The class that has all managers and the flat methods. */
    ClassName managers() {
        return ClassName.get(Names.MANAGER, base);
    }

    abstract TypeName result(TypeName answer);

    abstract CodeBlock statement(TypeName answer, CodeBlock future);
}
