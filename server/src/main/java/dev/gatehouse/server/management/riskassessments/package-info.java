/** {@code /risk-assessments/settings}: whether sign-ins are assessed. Kinds: risk_assessment, new_device_assessor. */
@NullMarked
package dev.gatehouse.server.management.riskassessments;

import org.jspecify.annotations.NullMarked;
