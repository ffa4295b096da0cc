package dev.gatehouse.server.store;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Each kind of database, started once and closed after the last test of the run. */
final class Backends implements ArgumentsProvider {
    private static final Namespace NAMESPACE = Namespace.create(Backends.class);

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Store run = context.getRoot().getStore(NAMESPACE);
        return Stream.of(
                Arguments.of(Named.of("SQLite", run.getOrComputeIfAbsent(SqliteBackend.class))),
                Arguments.of(Named.of("PostgreSQL", run.getOrComputeIfAbsent(PostgresBackend.class))));
    }
}
