import { expect, it } from "vitest";
import { complaint } from "./complaint.ts";

it.each([
  [
    `error: accumulating resources: accumulation err='accumulating resources from 'overlays/local': 'overlays/local' must resolve to a file': couldn't make target for path 'overlays/local': invalid Kustomization: json: unknown field "imagess"`,
    `invalid Kustomization: json: unknown field "imagess"`,
  ],
  [
    `E1125 09:56:40.329291   25186 run.go:72] "command failed" err="accumulating resources: accumulation err='accumulating resources from overlays/local: 'overlays/local' must resolve to a file': recursed accumulation of path 'overlays/local': no resource matches strategic merge patch \\"Service.v1.[noGrp]/b.[noNs]\\": no matches for Id Service.v1.[noGrp]/b.[noNs]; failed to find unique target"`,
    `no resource matches strategic merge patch "Service.v1.[noGrp]/b.[noNs]": no matches for Id Service.v1.[noGrp]/b.[noNs]; failed to find unique target`,
  ],
  [
    `Error: accumulating resources: accumulation err='accumulating resources from 'a.yaml': missing metadata.name in object {{v1 Service} {{ } map[] map[]}}': must build at directory: './base/a.yaml': file is not directory`,
    `missing metadata.name in object {{v1 Service} {{ } map[] map[]}}`,
  ],
])("finds the reason in what kustomize says", (said, reason) => {
  expect(complaint(said)).toBe(reason);
});
