/**
 * Search over experiments, trials and trial components. What never lives here: search over what is
 * SageMaker's own, which is forwarded.
 */
@NullMarked
package io.clew.protocol.sagemaker.search;

import org.jspecify.annotations.NullMarked;
