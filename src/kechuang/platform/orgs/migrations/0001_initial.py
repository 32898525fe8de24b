import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('kind', models.CharField(choices=[('enterprise', 'Enterprise'), ('university', 'University or institute'), ('bureau', 'Government bureau'), ('bank', 'Bank'), ('agency', 'Service agency')], max_length=20, verbose_name='kind')),
                ('uscc', models.CharField(blank=True, max_length=18, null=True, unique=True, verbose_name='unified social credit code')),
                ('region', models.CharField(blank=True, max_length=6, verbose_name='region, six digits of GB/T 2260')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ('name', 'id'),
                'indexes': [models.Index(fields=['kind', 'region'], name='organisation_kind_region')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='organisation_named'), models.CheckConstraint(condition=models.Q(('kind__in', ['enterprise', 'university', 'bureau', 'bank', 'agency'])), name='organisation_kind'), models.CheckConstraint(condition=models.Q(('uscc__isnull', True), ('uscc__regex', '^[0123456789ABCDEFGHJKLMNPQRTUWXY]{2}[0-9]{6}[0123456789ABCDEFGHJKLMNPQRTUWXY]{10}\\Z'), _connector='OR'), name='organisation_uscc'), models.CheckConstraint(condition=models.Q(('region', ''), ('region__regex', '^[0-9]{6}\\Z'), _connector='OR'), name='organisation_region')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('administrator', 'Administrator'), ('member', 'Member'), ('auditor', 'Auditor')], default='member', max_length=20, verbose_name='role')),
                ('duty', models.CharField(choices=[('decide', 'Decides'), ('manage', 'Manages'), ('do', 'Does')], default='do', max_length=10, verbose_name='duty')),
                ('starts', models.DateField(default=django.utils.timezone.localdate, verbose_name='first day')),
                ('ends', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='orgs.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ('starts', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['administrator', 'member', 'auditor'])), name='membership_role'), models.CheckConstraint(condition=models.Q(('duty__in', ['decide', 'manage', 'do'])), name='membership_duty'), models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='membership_days'), models.UniqueConstraint(fields=('organisation', 'user', 'role', 'duty', 'starts'), name='membership_once'), models.UniqueConstraint(condition=models.Q(('ends__isnull', True)), fields=('organisation', 'user', 'role', 'duty'), name='membership_open_once')],
            },
        ),
    ]
