package dev.gatehouse.server.user.search;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;

/** A value with wildcards, as text: Lucene's own class makes an automaton of it, which takes long for hostile ones. */
public final class PatternQuery extends Query {
    private final Term term;

    PatternQuery(Term term) {
        this.term = term;
    }

    /** The field, and the value as it was written. */
    public Term term() {
        return term;
    }

    @Override
    public String toString(String field) {
        return term.toString();
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PatternQuery pattern && pattern.term.equals(term);
    }

    @Override
    public int hashCode() {
        return term.hashCode();
    }
}
