import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { textIn } from '#test/support/printing/pdf.ts';
import { complete, newClinic, version } from '#test/support/product/clinic.ts';
import { shared } from '#test/support/product/shared-product.ts';

const download = async (url: string) => {
  const answer = await fetch(url);
  return { status: answer.status, pdf: Buffer.from(await answer.arrayBuffer()) };
};

describe('a printed order', () => {
  it('can be downloaded by its link, but not if the link is changed', async () => {
    const { anna } = await newClinic();
    const { body: order } = await anna('POST', '/orders', { ...complete, note: 'Keep the contact light.' });
    const path = `/orders/${order.number}`;
    const { status, headers, body } = await anna('POST', `${path}/print`, {});
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/v1${path}/documents/${body.documentId}`);

    const { pdf } = await download(body.url);
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(body.sha256);
    expect(pdf).toHaveLength(body.bytes);
    expect(textIn(pdf)).toMatch(/DRAFT.*Ferrari.*Keepthecontactlight\./s);

    expect((await download(body.url.replace('X-Amz-Expires=900', 'X-Amz-Expires=9000'))).status).toBe(403);
    expect((await download(body.url.split('?')[0])).status).toBe(403);

    const again = await anna('POST', `${path}/print`, {});
    expect(again.body).toMatchObject({ documentId: body.documentId, sha256: body.sha256 });
    const opened = await anna('GET', `${path}/documents/${body.documentId}`);
    expect((await download(opened.body.url)).pdf).toEqual(pdf);
  });

  it("can be fetched by the product's own pages, under each of its names, and by no others", async () => {
    const { anna } = await newClinic();
    const { body: order } = await anna('POST', '/orders', complete);
    const { body } = await anna('POST', `/orders/${order.number}/print`, { kind: 'label' });
    const permitted = async (origin: string) =>
      (await fetch(body.url, { headers: { origin } })).headers.get('access-control-allow-origin');
    const { port } = new URL(shared.product);
    for (const origin of [`http://127.0.0.1:${port}`, `http://localhost:${port}`])
      expect(await permitted(origin)).toBe(origin);
    expect(await permitted('http://localhost:5174')).toBeNull();
  });

  it('delays no other request while it is rendered', async () => {
    const { anna } = await newClinic();
    const services = Array.from({ length: 60 }, () => ({
      ...complete.services[0],
      note: 'Contacts light. '.repeat(20),
    }));
    const { body: order } = await anna('POST', '/orders', { ...complete, services });
    const waits: number[] = [];
    let drawn = false;
    const started = performance.now();
    const print = anna('POST', `/orders/${order.number}/print`, {}).finally(() => {
      drawn = true;
    });
    while (!drawn) {
      const asked = performance.now();
      await anna('GET', '/laboratories');
      waits.push(performance.now() - asked);
    }
    expect((await print).status).toBe(201);
    expect(Math.max(...waits)).toBeLessThan((performance.now() - started) / 2);
  });

  it('is not changed by printing, and its history says who printed', async () => {
    const { anna, manager } = await newClinic();
    const { body: order } = await anna('POST', '/orders', complete);
    const path = `/orders/${order.number}`;
    for (const print of [
      { kind: 'label', copies: 2 },
      { paper: 'A5', language: 'de' },
    ])
      expect((await manager('POST', `${path}/print`, print)).status).toBe(201);
    const sent = await anna('POST', `${path}/publish`, {}, version(order));
    expect(sent.body.version).toBe(2);
    expect((await anna('POST', `${path}/print`, {})).status).toBe(201);
    const { body } = await anna('GET', `${path}/history`);
    const prints = body.items.filter(({ action }: { action: string }) => action === 'printOrder');
    expect(prints.map(({ by }: { by: { role: string } }) => by.role)).toEqual(['manager', 'manager', 'dentist']);
    for (const print of prints) expect(print).not.toHaveProperty('version');
  });

  it('shows nobody what is not theirs', async () => {
    const { anna, petr, manager, technician } = await newClinic();
    const { body: order } = await anna('POST', '/orders', complete);
    const path = `/orders/${order.number}`;
    const { body: payroll } = await manager('POST', `${path}/print`, { sections: ['payroll'] });
    const { body: form } = await anna('POST', `${path}/print`, {});
    const opening = (documentId: string) => `${path}/documents/${documentId}`;
    expect((await anna('POST', `${path}/print`, { sections: ['payroll'] })).status).toBe(403);
    expect((await anna('GET', opening(payroll.documentId))).status).toBe(403);
    expect((await manager('GET', opening(form.documentId))).status).toBe(200);
    for (const other of [petr, technician]) {
      expect((await other('POST', `${path}/print`, {})).status).toBe(404);
      expect((await other('GET', opening(form.documentId))).status).toBe(404);
    }
    const { manager: stranger } = await newClinic();
    expect((await stranger('GET', opening(form.documentId))).status).toBe(404);
  });
});
