package io.bitwright.testbench.tool;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test that builds RTL. Without the tools it is reported as skipped; in CI ({@code CI=true} in
 * the environment) it runs and fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@RequiresTools({ExternalTool.VERILATOR, ExternalTool.CXX_COMPILER})
public @interface RequiresVerilator {}
