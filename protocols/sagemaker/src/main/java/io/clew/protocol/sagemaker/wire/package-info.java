/**
 * The form of SageMaker's calls: which operation, by whom, its fields and what they must satisfy,
 * and how refusals look. What never lives here: what an operation does.
 */
@NullMarked
package io.clew.protocol.sagemaker.wire;

import org.jspecify.annotations.NullMarked;
