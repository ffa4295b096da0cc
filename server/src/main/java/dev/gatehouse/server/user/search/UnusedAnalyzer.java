package dev.gatehouse.server.user.search;

import org.apache.lucene.analysis.Analyzer;

/** The parser wants an analyzer; values are compared whole, so it is never asked. */
final class UnusedAnalyzer extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
        throw new IllegalStateException("values are not analysed");
    }
}
