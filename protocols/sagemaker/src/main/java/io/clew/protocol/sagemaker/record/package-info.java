/**
 * What is kept of SageMaker's own resources (jobs, models, packages, endpoints), read from the
 * calls that make or describe them, whether they passed through or were harvested. What never lives
 * here: how such calls are forwarded.
 */
@NullMarked
package io.clew.protocol.sagemaker.record;

import org.jspecify.annotations.NullMarked;
