package dev.gatehouse.server.store;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Each kind of database, started once and closed after the last test of the run. Tests of stores run on every one; tests
 * that take a {@link Backend.Place} run on the one that the system property {@code gatehouse.test.database} names, SQLite
 * by default.
 */
public final class Backends implements ArgumentsProvider, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(Backends.class);

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Stream.of(
                Arguments.of(Named.of("SQLite", sqlite(context))),
                Arguments.of(Named.of("PostgreSQL", postgres(context))));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Backend.Place.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String wanted = System.getProperty("gatehouse.test.database", "sqlite");
        Backend backend = switch (wanted) {
            case "sqlite" -> sqlite(context);
            case "postgresql" -> postgres(context);
            default -> throw new IllegalArgumentException("no tests run on a database called " + wanted);
        };
        return backend.newPlace();
    }

    private static Backend sqlite(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(SqliteBackend.class);
    }

    private static Backend postgres(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(PostgresBackend.class);
    }
}
