<#include "/systolic_array/systolic_array_bench.sv.ftl">
