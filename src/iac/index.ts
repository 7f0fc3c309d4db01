/** A world as code, in four languages, and a part of Bicep read. This is the only door that other rooms use. */
export { apiVersionOf } from './apiVersions';
export { exportArm } from './exportArm';
export { exportAz } from './exportAz';
export { exportBicep } from './exportBicep';
export { exportTerraform } from './exportTerraform';
export { readBicep } from './readBicep';
export type { Exported, LineRange } from './print';
