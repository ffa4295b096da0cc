package dev.gatehouse.server.store.document;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A document of a kind that no rule reads: the view of what is only stored, validated and given back. */
public record Document(ObjectNode json) implements View {}
