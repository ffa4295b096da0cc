package dev.gatehouse.server.store.document;

/** The kinds whose domain has no package of its own yet. */
public final class Kinds {
    public static final Kind SIGNING_KEY =
            Kind.named("signing_key").identified("kid").secrets("private_key").build();

    private Kinds() {}
}
