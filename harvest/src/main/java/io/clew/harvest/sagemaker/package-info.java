/**
 * Reads an account's lineage, experiments, jobs, models and endpoints from Amazon SageMaker.
 *
 * <p>What never lives here: what a record means, or any call that changes something in AWS.
 */
@NullMarked
package io.clew.harvest.sagemaker;

import org.jspecify.annotations.NullMarked;
