  //////////////
  // Elements //
  //////////////

<#include "element.sv.ftl">

  // All registers of the grid live in one process, which is their only reader and writer: a value
  // is read before the step reaches its register, far end first, so each loop is registers in a
  // row. Place 0 of a line is a wire: what enters in this cycle.
  logic [${stationaryWidthName}-1:0]     load_line [Columns][Columns]; // delays column c by c
  logic [LoadIndexWidth:0]    load_row  [Columns]; // a beat is there, and its row
  logic                       swapping  [Rows+Columns-1]; // by diagonal: row + column
  logic [${stationaryWidthName}-1:0]     shadow    [Rows][Columns];
  logic [${stationaryWidthName}-1:0]     active    [Rows][Columns];
  logic [${streamingWidthName}-1:0] skew      [Rows][Rows];       // delays row r by r
  logic [${streamingWidthName}-1:0] moving    [Rows][Columns${(productStages == 2)?then("+1", "")}];
<#if productStages == 2>
  logic [ActivationWidth+3:0] half_product [Rows][Columns]; // the lower half of the weight's
  <#if stationary == "weight">
  logic [WeightWidth-4:0]     held         [Rows][Columns]; // the upper half of the weight
  <#else>
  logic [ActivationWidth-1:0] held         [Rows][Columns]; // the activation, for the upper half
  </#if>
</#if>
<#if productStages != 0>
  logic [ActivationWidth+WeightWidth-1:0] product [Rows][Columns];
</#if>
  logic [${streamingWidthName}-1:0] passing   [Columns];
  logic signed [SumWidth-1:0] sum       [Rows][Columns];
  logic signed [SumWidth-1:0] deskew    [Columns][Columns];    // delays column c by Columns-1-c
  logic [${stationaryWidthName}-1:0]     arriving  [Columns];
  logic [Columns*SumWidth-1:0] aligned;
  logic [Columns*SumWidth-1:0] sum_data_q;

  // verilator lint_off BLKSEQ
  // A task, blocking assignments and unsigned counters are for speed of simulation: C++ compilers
  // turn these loops into vector instructions. No other process uses these variables, so blocking
  // assignments cannot race.
  task automatic step;
    logic [${stationaryWidthName}-1:0] fresh;
    logic [${stationaryWidthName}-1:0] kept;
    for (logic [31:0] column = 0; column < Columns; column++) begin
      load_line[0][column] = ${stationary}_data_i[column*${stationaryWidthName} +: ${stationaryWidthName}];
    end
    for (logic [31:0] lane = 0; lane < Rows; lane++) begin
      skew[0][lane] = ${streaming}_data_i[lane*${streamingWidthName} +: ${streamingWidthName}];
    end
    load_row[0] = {load_beat, load_index};
    swapping[0] = swap;

    for (logic [31:0] near = 1; near < Columns; near++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
        deskew[Columns-near][column] = deskew[Columns-near-1][column];
      end
    end

    for (logic [31:0] row = Rows - 1; row < Rows; row--) begin // ends as row falls below 0
      for (logic [31:0] column = 0; column < Columns; column++) begin
<#if productStages == 0>
        sum[row][column] = multiply_accumulate(
            row == 0 ? '0 : sum[row == 0 ? 0 : row-1][column],
  <#if stationary == "weight">
            moving[row][column], active[row][column]);
  <#else>
            active[row][column], moving[row][column]);
  </#if>
<#else>
        sum[row][column] = (row == 0 ? '0 : sum[row == 0 ? 0 : row-1][column])
            + SumWidth'($signed(product[row][column]));
</#if>
      end
<#if productStages == 2>
      for (logic [31:0] column = 0; column < Columns; column++) begin
  <#if stationary == "weight">
        product[row][column] = {
            booth_rows(half_product[row][column][ActivationWidth+3:4], moving[row][column+1],
                       held[row][column]),
            half_product[row][column][3:0]};
        half_product[row][column] = booth_rows(
            '0, moving[row][column], {active[row][column][3:0], 1'b0});
        held[row][column] = active[row][column][WeightWidth-1:3];
  <#else>
        product[row][column] = {
            booth_rows(half_product[row][column][ActivationWidth+3:4], held[row][column],
                       moving[row][column+1][WeightWidth-1:3]),
            half_product[row][column][3:0]};
        half_product[row][column] = booth_rows(
            '0, active[row][column], {moving[row][column][3:0], 1'b0});
        held[row][column] = active[row][column];
  </#if>
      end
<#elseif productStages == 1>
      for (logic [31:0] column = 0; column < Columns; column++) begin
  <#if stationary == "weight">
        product[row][column] = booth_rows(
            '0, moving[row][column], {active[row][column], 1'b0});
  <#else>
        product[row][column] = booth_rows(
            '0, active[row][column], {moving[row][column], 1'b0});
  </#if>
      end
</#if>
      for (logic [31:0] column = 0; column < Columns; column++) begin
        passing[column] = moving[row][column];
      end
      for (logic [31:0] column = 1; column < ${(productStages == 2)?then("Columns + 1", "Columns")}; column++) begin
        moving[row][column] = passing[column-1];
      end
      moving[row][0] = skew[row][row];
    end

    for (logic [31:0] column = 0; column < Columns; column++) begin
      deskew[0][column] = sum[Rows-1][column];
      aligned[column*SumWidth +: SumWidth] = deskew[Columns-1-column][column];
    end

    // The tile: every element takes its shadow as the wave of the swap passes, and its next shadow
    // as the beat of its row does.
    for (logic [31:0] column = 0; column < Columns; column++) begin
      arriving[column] = load_line[column][column];
    end
    for (logic [31:0] diagonal = 0; diagonal < Rows + Columns - 1; diagonal++) begin
      if (swapping[diagonal]) begin
        for (logic [31:0] row = 0; row < Rows; row++) begin
          if (row <= diagonal && diagonal < row + Columns) begin
            active[row][diagonal-row] = shadow[row][diagonal-row];
          end
        end
      end
    end
    for (logic [31:0] row = 0; row < Rows; row++) begin
      for (logic [31:0] column = 0; column < Columns; column++) begin
        fresh = arriving[column];
        kept  = shadow[row][column];
        shadow[row][column] = load_row[column] == {1'b1, LoadIndexWidth'(row)} ? fresh : kept;
      end
    end

    for (logic [31:0] near = 2; near < Rows + Columns; near++) begin
      swapping[Rows+Columns-near] = swapping[Rows+Columns-near-1];
    end
    for (logic [31:0] near = 1; near < Columns; near++) begin
      load_row[Columns-near] = load_row[Columns-near-1];
      for (logic [31:0] column = 0; column < Columns; column++) begin
        load_line[Columns-near][column] = load_line[Columns-near-1][column];
      end
    end
    for (logic [31:0] near = 1; near < Rows; near++) begin
      for (logic [31:0] lane = 0; lane < Rows; lane++) begin
        skew[Rows-near][lane] = skew[Rows-near-1][lane];
      end
    end
  endtask

  always_ff @(posedge clk_i) begin
    if (advance) begin
      step();
      sum_data_q <= aligned;
    end
  end
  // verilator lint_on BLKSEQ
