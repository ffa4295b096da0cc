package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The names of what is written by hand are the field's own: an expert need not translate them. */
class NamesTest {
    /** Words that say nothing, and words of ours for which the field has another. */
    private static final Pattern BANNED_CLASS = Pattern.compile(
            ".*(Helper|Util|Utils|Impl|Common|Misc|Processor|Data|Info|Answer|Answers|Turns|Lane|Resting|Gate|Parts)$"
                    + "|(Steps|Intervals|Outage|Piece|Account|Level|Connections|Time)");

    private static final Pattern BANNED_CONSTANT =
            Pattern.compile("(MOST|LEAST|LONGEST|SHORTEST|LARGEST|FARTHEST|ENOUGH)(_.*)?");

    @Test
    void namesAreTheFieldsOwn() {
        List<String> banned = new ArrayList<>();
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.gatehouse.client")) {
            boolean generated = each.getPackageName().endsWith(".model")
                    || each.getPackageName().endsWith(".manager");
            if (!generated && BANNED_CLASS.matcher(each.getSimpleName()).matches()) {
                banned.add(each.getName());
            }
            for (JavaField field : generated ? List.<JavaField>of() : List.copyOf(each.getFields())) {
                if (BANNED_CONSTANT.matcher(field.getName()).matches()) {
                    banned.add(field.getFullName());
                }
            }
        }
        assertThat(banned).isEmpty();
    }
}
