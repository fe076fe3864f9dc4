<#include "/systolic_array/systolic_array.sv.ftl">
