/** The demo catalogue: the usual work of a dental laboratory, with the task templates of each service. */
import type { TaskTemplate, Unit } from '#domain/catalog/services.ts';

/** The seven trades of a laboratory. An employee of each is the default for its tasks. */
export type Trade = 'model room' | 'CAD/CAM' | 'ceramist' | 'metal' | 'removable' | 'orthodontic' | 'dispatch';

type Template = [name: string, per: TaskTemplate['per'], pay: number, trade: Trade];

/** The task templates by templateId. Pay is in minor units: `1_50` is 1.50. */
const templates: Record<string, Template> = {
  checkin: ['Check in, disinfect, compare with the order', 'order', 1_50, 'model room'],
  pour: ['Pour and trim models', 'order', 4_00, 'model room'],
  dies: ['Saw and trim dies', 'unit', 2_00, 'model room'],
  implantmodel: ['Make model with analogues and gum mask', 'order', 9_00, 'model room'],
  mount: ['Mount in articulator', 'order', 3_50, 'model room'],
  scan: ['Scan models or import scan', 'order', 2_50, 'CAD/CAM'],
  printmodel: ['Print models from scan', 'order', 3_00, 'CAD/CAM'],
  design: ['Design in CAD', 'unit', 4_50, 'CAD/CAM'],
  mill: ['Mill and sinter zirconia', 'unit', 3_00, 'CAD/CAM'],
  millglass: ['Mill and crystallise glass ceramic', 'unit', 3_50, 'CAD/CAM'],
  millpmma: ['Mill PMMA', 'unit', 2_50, 'CAD/CAM'],
  abutment: ['Design and mill titanium abutment', 'unit', 18_00, 'CAD/CAM'],
  jig: ['Make verification jig, send to clinic', 'order', 14_00, 'CAD/CAM'],
  bardesign: ['Design bar, send for approval', 'unit', 55_00, 'CAD/CAM'],
  barmill: ['Mill and finish titanium bar', 'unit', 70_00, 'CAD/CAM'],
  plan: ['Plan and send for approval', 'order', 22_00, 'CAD/CAM'],
  guide: ['Print guide, cure, fit sleeves', 'unit', 9_00, 'CAD/CAM'],
  splintmill: ['Design and mill splint', 'unit', 12_00, 'CAD/CAM'],
  stages: ['Print stage models', 'unit', 20_00, 'CAD/CAM'],
  press: ['Wax, invest and press glass ceramic', 'unit', 8_00, 'ceramist'],
  layer: ['Build up and fire porcelain', 'unit', 18_00, 'ceramist'],
  glaze: ['Shape, stain and glaze', 'unit', 6_00, 'ceramist'],
  bond: ['Bond to titanium base', 'unit', 4_00, 'ceramist'],
  polish: ['Polish', 'unit', 3_00, 'ceramist'],
  wax: ['Wax up', 'unit', 4_50, 'metal'],
  cast: ['Invest, cast and divest', 'unit', 5_00, 'metal'],
  coping: ['Laser-sinter and fit metal frame', 'unit', 6_00, 'metal'],
  metalfinish: ['Finish and polish metal', 'unit', 5_50, 'metal'],
  survey: ['Survey and design framework', 'unit', 9_00, 'metal'],
  framework: ['Make cobalt-chrome framework', 'unit', 38_00, 'metal'],
  tray: ['Form custom tray', 'unit', 4_50, 'removable'],
  rim: ['Make base and bite rim', 'unit', 5_50, 'removable'],
  clasp: ['Bend clasps', 'unit', 6_00, 'removable'],
  setup: ['Set up teeth in wax', 'unit', 28_00, 'removable'],
  process: ['Flask, pack and cure acrylic', 'unit', 14_00, 'removable'],
  inject: ['Inject flexible base', 'unit', 18_00, 'removable'],
  housings: ['Fit attachment housings', 'unit', 16_00, 'removable'],
  finish: ['Trim and polish denture', 'unit', 10_00, 'removable'],
  repair: ['Join and cure', 'unit', 8_00, 'removable'],
  reline: ['Replace fitting surface', 'unit', 16_00, 'removable'],
  bend: ['Bend wires and springs', 'unit', 9_00, 'orthodontic'],
  acrylic: ['Apply and cure orthodontic acrylic', 'unit', 7_00, 'orthodontic'],
  bands: ['Fit bands, weld screw', 'unit', 18_00, 'orthodontic'],
  form: ['Pressure-form sheet', 'unit', 3_00, 'orthodontic'],
  formstages: ['Form and trim aligners', 'unit', 32_00, 'orthodontic'],
  trim: ['Trim and polish edges', 'unit', 2_50, 'orthodontic'],
  tryin: ['Send out for try-in (the visit lies before the next step)', 'order', 1_50, 'dispatch'],
  inspect: ['Final inspection and packing', 'order', 2_00, 'dispatch'],
};

type Service = [id: string, name: string, group: string, unit: Unit, price: number, needs: string, tasks: string];

/** Needs: T teeth, J jaw, S shade, P pontics, I implant. Tasks: `mill@3` is the template `mill` with 3 lead days. */
// biome-ignore format: one service a line
const services: Service[] = [
  ['zirconia-crown', 'Zirconia crown, monolithic', 'Fixed', 'tooth', 119_00, 'T S', 'checkin@5 scan@5 design@4 mill@3 glaze@2 inspect@1'],
  ['zirconia-crown-layered', 'Zirconia crown, layered', 'Fixed', 'tooth', 179_00, 'T S', 'checkin@7 pour@7 scan@6 design@5 mill@4 layer@2 glaze@2 inspect@1'],
  ['pfm-crown', 'Porcelain-fused-to-metal crown', 'Fixed', 'tooth', 139_00, 'T S', 'checkin@8 pour@8 dies@7 design@6 coping@5 layer@3 glaze@2 inspect@1'],
  ['glass-ceramic-crown', 'Lithium disilicate crown', 'Fixed', 'tooth', 155_00, 'T S', 'checkin@6 pour@6 dies@5 press@4 glaze@2 inspect@1'],
  ['metal-crown', 'Full cast metal crown', 'Fixed', 'tooth', 95_00, 'T', 'checkin@6 pour@6 dies@5 wax@4 cast@3 metalfinish@2 inspect@1'],
  ['veneer', 'Lithium disilicate veneer', 'Fixed', 'tooth', 169_00, 'T S', 'checkin@7 pour@7 dies@6 press@4 layer@3 glaze@2 inspect@1'],
  ['inlay-onlay', 'Glass-ceramic inlay or onlay', 'Fixed', 'tooth', 119_00, 'T S', 'checkin@5 scan@5 design@4 millglass@3 glaze@2 inspect@1'],
  ['zirconia-bridge', 'Zirconia bridge, a unit', 'Fixed', 'tooth', 125_00, 'T S P', 'checkin@7 pour@7 scan@6 design@5 mill@4 glaze@2 inspect@1'],
  ['pfm-bridge', 'Porcelain-fused-to-metal bridge, a unit', 'Fixed', 'tooth', 145_00, 'T S P', 'checkin@12 pour@12 design@11 coping@10 tryin@9 layer@4 glaze@2 inspect@1'],
  ['adhesive-bridge', 'Adhesive (Maryland) bridge, a unit', 'Fixed', 'tooth', 135_00, 'T S P', 'checkin@7 scan@7 design@6 mill@5 glaze@3 inspect@1'],
  ['post-core', 'Cast post and core', 'Fixed', 'tooth', 69_00, 'T', 'checkin@4 pour@4 wax@3 cast@2 metalfinish@1 inspect@1'],
  ['temporary-crown', 'Long-term temporary crown, PMMA', 'Fixed', 'tooth', 45_00, 'T S', 'checkin@3 scan@3 design@2 millpmma@2 polish@1 inspect@1'],
  ['implant-crown-screw', 'Implant crown, screw-retained, zirconia on titanium base', 'Implant', 'tooth', 235_00, 'T S I', 'checkin@10 implantmodel@10 scan@8 design@7 mill@5 glaze@3 bond@2 inspect@1'],
  ['implant-crown-cement', 'Implant crown, cemented, on custom abutment', 'Implant', 'tooth', 329_00, 'T S I', 'checkin@12 implantmodel@12 abutment@8 design@6 mill@4 glaze@2 inspect@1'],
  ['implant-bridge', 'Implant bridge, screw-retained, zirconia, a unit', 'Implant', 'tooth', 225_00, 'T S P I', 'checkin@15 implantmodel@15 jig@13 design@8 mill@6 glaze@3 bond@2 inspect@1'],
  ['implant-bar', 'Milled titanium bar', 'Implant', 'arch', 890_00, 'T J I', 'checkin@15 implantmodel@15 jig@13 bardesign@9 barmill@3 inspect@1'],
  ['implant-overdenture', 'Overdenture on attachments', 'Implant', 'arch', 640_00, 'T J S I', 'checkin@18 implantmodel@18 rim@16 setup@11 tryin@10 process@5 housings@3 inspect@1'],
  ['surgical-guide', 'Implant drilling guide', 'Implant', 'arch', 165_00, 'T J', 'checkin@7 scan@7 plan@6 guide@2 inspect@1'],
  ['full-denture', 'Full denture, all stages', 'Removable', 'arch', 395_00, 'J S', 'pour@20 tray@19 rim@15 setup@10 tryin@9 process@4 finish@2 inspect@1'],
  ['custom-tray', 'Custom impression tray', 'Removable', 'arch', 28_00, 'J', 'checkin@2 pour@2 tray@1 inspect@1'],
  ['bite-rim', 'Base and bite rim', 'Removable', 'arch', 29_00, 'J', 'checkin@2 pour@2 rim@1 inspect@1'],
  ['denture-set-up', 'Set-up for try-in', 'Removable', 'arch', 125_00, 'J S', 'checkin@4 mount@4 setup@2 inspect@1'],
  ['denture-finish', 'Finish of a tried-in denture', 'Removable', 'arch', 140_00, 'J', 'checkin@4 process@3 finish@2 inspect@1'],
  ['acrylic-partial', 'Acrylic partial denture', 'Removable', 'arch', 235_00, 'T S', 'checkin@8 pour@8 mount@7 clasp@6 setup@5 process@3 finish@2 inspect@1'],
  ['cast-partial', 'Cobalt-chrome partial denture, all stages', 'Removable', 'arch', 440_00, 'T S', 'pour@18 survey@17 framework@13 tryin@12 setup@7 process@4 finish@2 inspect@1'],
  ['flexible-partial', 'Flexible partial denture', 'Removable', 'arch', 310_00, 'T S', 'checkin@10 pour@10 setup@8 tryin@7 inject@3 finish@2 inspect@1'],
  ['hawley-retainer', 'Hawley retainer', 'Orthodontic', 'arch', 85_00, 'J', 'checkin@5 pour@5 bend@4 acrylic@3 trim@2 inspect@1'],
  ['clear-retainer', 'Vacuum-formed retainer', 'Orthodontic', 'arch', 38_00, 'J', 'checkin@3 printmodel@3 form@2 trim@1 inspect@1'],
  ['aligner-series', 'Aligners, series of ten', 'Orthodontic', 'arch', 340_00, 'J', 'checkin@14 plan@12 stages@5 formstages@3 inspect@1'],
  ['palatal-expander', 'Palatal expander, banded', 'Orthodontic', 'piece', 149_00, 'T', 'checkin@7 pour@7 bands@4 bend@3 trim@2 inspect@1'],
  ['hard-splint', 'Hard occlusal splint', 'Orthodontic', 'arch', 115_00, 'J', 'checkin@4 scan@4 splintmill@3 trim@2 inspect@1'],
  ['sports-guard', 'Sports mouthguard, laminated', 'Orthodontic', 'arch', 62_00, 'J', 'checkin@3 pour@3 form@2 trim@1 inspect@1'],
  ['denture-repair', 'Repair of a broken denture', 'Repairs', 'piece', 48_00, 'J', 'checkin@1 pour@1 repair@1 inspect@1'],
  ['denture-add-tooth', 'Tooth added to a denture', 'Repairs', 'tooth', 42_00, 'T S', 'checkin@2 pour@2 repair@1 inspect@1'],
  ['denture-reline', 'Reline of a denture', 'Repairs', 'arch', 95_00, 'J', 'checkin@2 pour@2 reline@1 inspect@1'],
  ['denture-clasp', 'Clasp added to a denture', 'Repairs', 'tooth', 54_00, 'T', 'checkin@3 pour@3 clasp@2 repair@1 inspect@1'],
  ['express-courier', 'Express courier', 'Other', 'piece', 18_00, '', ''],
];

/** The services, each as the body of its PUT. Prices are the same figures in every currency with two decimals. */
export function demoServices(currency: string, employeeOf: (trade: Trade) => string) {
  return services.map(([id, name, group, unit, price, needs, plan]) => ({
    id,
    body: {
      name,
      group,
      unit,
      price: { amount: price, currency },
      active: true,
      needs: needsOf(needs),
      tasks: Array.from(plan.matchAll(/(\w+)@(\d+)/g), ([, templateId = '', leadDays]) => {
        const [name, per, pay, trade] = templateOf(templateId);
        const price = { amount: pay, currency };
        return { templateId, name, price, leadDays: Number(leadDays), per, employeeId: employeeOf(trade) };
      }),
    },
  }));
}

function needsOf(letters: string) {
  return {
    ...(letters.includes('T') && { teeth: true }),
    ...(letters.includes('J') && { arch: true }),
    ...(letters.includes('S') && { shade: true }),
    ...(letters.includes('P') && { pontics: true }),
    ...(letters.includes('I') && { implant: true }),
  };
}

function templateOf(templateId: string) {
  const template = templates[templateId];
  if (!template) throw new Error(`Add a task template ${templateId}: a service names it.`);
  return template;
}
